"""Types: how the names of a site's files end, and what hosts must say of them (IANA media types).

Named here because the system's own table may be wrong: on Windows, any program can say what .js is.
"""

TYPES = {
    ".css": "text/css",
    ".csv": "text/csv",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".gif": "image/gif",
    ".gz": "application/gzip",
    ".html": "text/html",
    ".ico": "image/x-icon",
    ".ics": "text/calendar",
    ".avif": "image/avif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".js": "text/javascript",
    ".json": "application/json",
    ".mp3": "audio/mpeg",
    ".mp4": "video/mp4",
    ".ogg": "audio/ogg",
    ".otf": "font/otf",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
    ".txt": "text/plain",
    ".vtt": "text/vtt",
    ".wasm": "application/wasm",
    ".webm": "video/webm",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".xml": "application/xml",
    ".zip": "application/zip",
}

IN_UTF_8 = frozenset({".css", ".csv", ".html", ".ics", ".js", ".txt", ".vtt"})
"""Endings of texts whose type must say how their letters are written."""

PACKED = frozenset({*IN_UTF_8, ".json", ".svg", ".webmanifest", ".xml", ".wasm"})
"""Endings of files that travel much lighter when packed; all others are packed in themselves."""


def full_types() -> dict[str, str]:
    """Give each ending with its type as a host sends it."""
    return {ending: f"{kind}; charset=utf-8" if ending in IN_UTF_8 else kind for ending, kind in TYPES.items()}
