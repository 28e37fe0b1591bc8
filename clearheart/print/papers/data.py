"""The papers of a bank as data for Typst: question paper, answer sheet, key and letter cards.

In every dictionary the words of authors are plain data.
"""

from __future__ import annotations

from datetime import date
from string import ascii_uppercase

from clearheart.model import Question, Source
from clearheart.print.job import Data
from clearheart.print.papers.forms import Form, Shown, form_a, form_b
from clearheart.print.papers.frame import frame
from clearheart.print.papers.job import PaperJob
from clearheart.print.papers.kinds import Entry, OnPaper, on_paper
from clearheart.print.papers.pictures import picture_data
from clearheart.print.papers.text import inline, is_short, literal
from clearheart.print.words import source_words


def paper_data(job: PaperJob, form: Form, *, is_large: bool = False) -> Data:
    """Give a question paper."""
    name = job.word("form", name=form.name)
    hints = [
        {"number": shown.number, "hints": [inline(hint) for hint in shown.question.hints]}
        for shown in form.questions
        if shown.question.hints
    ]
    title = job.word("large", title=job.bank.title) if is_large else job.bank.title
    return {
        **frame(job, title, name, is_large=is_large),
        "questions": [_question(job, shown, is_large=is_large) for shown in form.questions],
        "hints": hints,
    }


def sheet_data(job: PaperJob) -> Data:
    """Give the answer sheet: one page or more for each form."""
    forms = [
        {
            "name": job.word("form", name=form.name),
            "questions": [{"number": shown.number, "marks": on_paper(job, shown).marks()} for shown in form.questions],
        }
        for form in (form_a(job.bank), form_b(job.bank))
    ]
    return {**frame(job, job.word("sheet", title=job.bank.title)), "lead": [], "forms": forms}


def answers_data(job: PaperJob) -> Data:
    """Give the key to both forms, with explanations and sources."""
    first, second = form_a(job.bank), form_b(job.bank)
    cited = _cited(job, first)
    dates = [shown.question.reviewed for shown in first.questions if shown.question.reviewed]
    common = min(dates, default=None)
    explained = [_explained(job, shown, second.shown(shown.question), cited, common) for shown in first.questions]
    return {
        **frame(job, job.word("key", title=job.bank.title)),
        "forms": [_answers(job, form) for form in (first, second)],
        "questions": explained,
        "sources": [_source(job, source, number) for number, source in enumerate(cited, 1)],
        "checked": job.word("checked", date=job.day(common)) if common else "",
    }


def cards_data(job: PaperJob) -> Data:
    """Give the cards A to D, which are the same for every bank of a language."""
    return {
        **frame(job, job.word("cards")),
        "letters": ascii_uppercase[:4],
        "lead": [],
        "description": job.word("cards_lead"),
    }


def _question(job: PaperJob, shown: Shown, *, is_large: bool) -> Data:
    """Give a question; Typst measures only one that might be longer than a page, which is not short."""
    question, printed = shown.question, on_paper(job, shown)
    body, heard = printed.body(), inline(question.sound.transcript) if question.sound else []
    words = [question.prompt, printed.how, heard, body]
    rows = 3 + sum(len(body.get(name, [])) for name in ("rows", "letters", "groups"))
    width = 6 if body["kind"] in ("match", "sort") else 16
    worth = any(other.points > 1 for other in job.bank.questions)
    return {
        "number": shown.number,
        "prompt": inline(question.prompt),
        "how": printed.how,
        "points": job.word("points", n=question.points) if worth and question.is_scored else "",
        "picture": picture_data(job, question.picture) if question.picture else None,
        "heard": heard,
        "has_hint": bool(question.hints),
        "body": body,
        "is_short": not any(question.pictures()) and is_short(words, rows, width=width, most=20 if is_large else 32),
    }


def _answers(job: PaperJob, form: Form) -> Data:
    printed = [on_paper(job, shown) for shown in form.questions]
    answers = [{"answer": literal(one.answer()), "is_open": not one.has_answer} for one in printed]
    return {"name": job.word("form", name=form.name), "short": form.name, "answers": answers}


def _explained(job: PaperJob, first: Shown, second: Shown, cited: list[Source], common: date | None) -> Data:
    question, one, two = first.question, on_paper(job, first), on_paper(job, second)
    usual = getattr(question, "usual", "")
    ids = [source.id for source in cited]
    entries, rows = one.entries(), [_row(entry, one, two) for entry in one.entries()]
    told = [inline(text) for text in (question.prompt, usual, question.explanation)]
    return {
        "numbers": [first.number, second.number],
        "prompt": told[0],
        "answer": [] if entries and question.kind != "number" else literal(one.answer()),
        "rows": rows,
        "has_answers": any(entry.answer for entry in entries),
        "has_brief_answers": all(is_short(entry.answer, 0, width=12, most=1) for entry in entries),
        "usual": told[1],
        "explanation": told[2],
        "is_short": is_short([told, rows, one.answer()], len(rows) + 5, width=14, most=32),
        "sources": sorted({ids.index(name) + 1 for name in question.sources if name in ids}),
        "checked": "" if question.reviewed == common else _checked(job, question),
    }


def _row(entry: Entry, one: OnPaper, two: OnPaper) -> Data:
    return {
        "labels": [one.label(entry.place), two.label(entry.place)],
        "text": entry.text,
        "answer": entry.answer,
        "is_right": entry.is_right,
        "feedback": entry.feedback,
    }


def _checked(job: PaperJob, question: Question) -> str:
    return job.word("checked", date=job.day(question.reviewed)) if question.reviewed else job.word("unchecked")


def _cited(job: PaperJob, form: Form) -> list[Source]:
    """Give every source of the bank's questions once, in the order in which the key names them."""
    names = dict.fromkeys(name for shown in form.questions for name in shown.question.sources)
    return [job.sources[name] for name in names if name in job.sources]


def _source(job: PaperJob, source: Source, number: int) -> Data:
    words = source_words(source, job.bank.language, job.words)
    return {"number": number, "words": literal(words), "url": source.url, "is_chinese": source.language[:2] == "zh"}
