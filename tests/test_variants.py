"""Variants of a language: only words are turned over; links, ids and code stay, and nobody has to write anything."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import markdown
from pymdownx.slugs import slugify

from clearheart.markup.conversion import Conversion
from clearheart.model import Edition, Project
from clearheart.read import read_project
from clearheart.read.variants import conversions
from tests.projects import MINIMAL, REPOSITORY, tell, write_project

DAY = date(2026, 11, 22)
SITE = MINIMAL["mkdocs.yml"].replace("[en, zh]", "[en, zh, zh-TW, zh-HK]")
GLOSSARY = """\
- id: methamphetamine
  term: {en: methamphetamine, zh: 甲基苯丙胺, zh-TW: 甲基安非他命, zh-HK: 甲基安非他明}
  meaning: {en: A stimulant., zh: 一种兴奋剂，里面没有药。}
  short: {en: MA}
  source: unodc-2020
- id: craving
  term: {en: craving, zh: 渴求}
  meaning: {en: A wish., zh: 一种愿望。}
"""
PAGE = """\
---
title: 软件里面
description: 讲甲基苯丙胺
---
# 软件里面的事

这里有“引号”和‘里面’，也有甲基苯丙胺。看[这里](help.md#里面的帮助)，或者`里面`。

## 里面的帮助

```quiz
basics
```
"""


def read(tmp_path: Path, **files: str) -> Project:
    wanted = {"mkdocs.yml": SITE, **{path.replace("__", "/"): text for path, text in files.items()}}
    project, problems = read_project(write_project(tmp_path, dict(wanted)), DAY)
    assert [str(problem) for problem in problems] == []
    return project


def page(edition: Edition, name: str) -> str:
    return next(document.text for document in edition.documents if document.name == name)


def with_help(tmp_path: Path) -> Project:
    files = {
        "mkdocs.yml": SITE,
        "content/glossary.yml": GLOSSARY,
        "content/zh/help.md": PAGE,
        "content/en/help.md": "# Help\n",
    }
    return read_project(write_project(tmp_path, dict(files)), DAY)[0]


def test_words_are_those_of_taiwan_and_of_hong_kong(tmp_path: Path) -> None:
    project = with_help(tmp_path)
    assert "# 軟體裡面的事 { #软件里面的事 }" in page(project.edition("zh-TW"), "help")
    assert "# 軟件裏面的事 { #软件里面的事 }" in page(project.edition("zh-HK"), "help")
    assert next(one for one in project.edition("zh-TW").documents if one.name == "help").meta.title == "軟體裡面"


def test_links_ids_and_code_stay(tmp_path: Path) -> None:
    text = page(with_help(tmp_path).edition("zh-TW"), "help")
    assert "(help.md#里面的帮助)" in text and "{ #里面的帮助 }" in text and "`里面`" in text
    assert "「引號」" in text and "『裡面』" in text
    assert text.count("\n") == PAGE.partition("---\n# ")[2].count("\n")


@pytest.mark.parametrize(
    "text",
    [
        "## 毒品 { .x }\n",
        "## 毒品 {.x lang=zh}\n",
        "## 毒品 {: .x } ##\n",
        "## 毒品 { .x #里面 }\n",
        "## 毒品 { .x id=里面 }\n",
        "毒品 里面\n===\n\n里面的帮助\n---\n\n里面的帮助 { .x }\n-----\n",
        "## 毒品\n里面\n---\n",
    ],
)
def test_headings_of_every_form_keep_their_ids_and_classes(text: str) -> None:
    def heads(text: str) -> list[str]:
        options = {"toc": {"slugify": slugify(case="lower")}}
        html = markdown(text, extensions=["attr_list", "toc"], extension_configs=options)
        assert "{" not in html
        return [" ".join(sorted(head.split())) for head in re.findall(r"<h\d ([^>]*)>", html)]

    made = Conversion("zh-TW", {}).page(text, "")
    assert heads(made) == heads(text) != []
    assert made.count("\n") == text.count("\n")


def test_old_addresses_of_a_page_stay(tmp_path: Path) -> None:
    page = "---\naliases: [里面/说明]\n---\n# 里面\n"
    project = read(tmp_path, **{"content/zh/new.md": page, "content/en/new.md": "# New\n"})
    [made] = [one for one in project.edition("zh-TW").documents if one.name == "new"]
    [base] = [one for one in project.edition("zh").documents if one.name == "new"]
    assert made.meta.aliases == base.meta.aliases != ()


def test_the_glossary_goes_before_the_dictionary(tmp_path: Path) -> None:
    project = with_help(tmp_path)
    assert "也有甲基安非他命。" in page(project.edition("zh-TW"), "help")
    assert "也有甲基安非他明。" in page(project.edition("zh-HK"), "help")
    [term, _] = project.terms
    assert term.meaning["zh-TW"] == "一種興奮劑，裡面沒有藥。"
    assert term.term["zh-TW"] == "甲基安非他命"


def test_quizzes_words_and_help_lines_are_turned_over_too(tmp_path: Path) -> None:
    project = read(tmp_path)
    bank, base = project.edition("zh-TW").bank("basics"), project.edition("zh").bank("basics")
    assert bank and base and bank.questions[0].prompt == "哪一個？" and bank.mark == base.mark
    assert bank.language == "zh-TW" and bank.spot == base.spot
    [line] = project.helplines
    assert line.situation["zh-HK"] == "有危險"
    assert project.edition("zh-TW").html_lang == "zh-Hant-TW"
    assert project.edition("zh-HK").strings["site"]["direction"] == "ltr"


@pytest.mark.parametrize("code", ["zh-TW", "zh-HK"])
def test_every_text_of_every_question_is_turned_over(code: str) -> None:
    project, _ = read_project(REPOSITORY, DAY)
    [conversion] = conversions(("zh", code), project.terms)
    turned = {bank.id: bank for bank in project.edition(code).banks}
    pairs = [
        (conversion.line(said.text), made.text)
        for bank in project.edition("zh").banks
        for question, same in zip(bank.questions, turned[bank.id].questions, strict=True)
        for said, made in zip(question.texts(), same.texts(), strict=True)
    ]
    assert len(pairs) > 500
    assert [pair for pair in pairs if pair[0] != pair[1]] == []


def test_a_page_of_its_own_stands_before_the_one_that_is_made(tmp_path: Path) -> None:
    files = {"mkdocs.yml": SITE, "content/zh-TW/index.md": "# 自己的首頁\n"}
    project, _ = read_project(write_project(tmp_path, dict(files)), DAY)
    assert page(project.edition("zh-TW"), "index") == "# 自己的首頁\n"
    assert "首頁" in page(project.edition("zh-HK"), "index")


def test_what_is_wrong_is_told_once_and_where_people_wrote_it(tmp_path: Path) -> None:
    files = {"mkdocs.yml": SITE, "content/zh/index.md": "# 首页\n\n看[这里](nowhere.md)。\n"}
    told = tell(write_project(tmp_path, dict(files)), DAY)
    assert told.count("nowhere.md") == 1 and "content/zh/index.md:3" in told


def test_a_term_without_a_language_and_one_explained_twice_are_told(tmp_path: Path) -> None:
    glossary = "- id: a\n  term: {en: Word}\n  meaning: {en: One., zh: 一。}\n"
    glossary += "- id: b\n  term: {en: word, zh: 词}\n  meaning: {en: Two., zh: 二。}\n"
    told = tell(write_project(tmp_path, {"content/glossary.yml": glossary}), DAY)
    assert 'content/glossary.yml:1: term "a" has no words in zh - add zh: to term: and meaning:' in told
    assert 'content/glossary.yml:4: term "b" explains "word" once more' in told


@given(st.text(alphabet="软件里面的“”‘’说abc `()[]#{}\n<>", max_size=60))
def test_lines_and_latin_letters_stay(text: str) -> None:
    made = Conversion("zh-TW", {}).line(text)
    assert made.count("\n") == text.count("\n")
    assert [sign for sign in made if sign.isascii()] == [sign for sign in text if sign.isascii()]
