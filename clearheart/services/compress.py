"""Compress: a finished site's folder goes in; beside each file of words its packed copies come to stand.

Hosts that can send these (nginx: gzip_static, brotli_static) need not pack anything themselves, and can take the
slowest and smallest form. The manifest does not name them: they say nothing new.
"""

from __future__ import annotations

import gzip
from pathlib import Path

import brotli

from clearheart.services.types import PACKED

_LEAST_BYTES = 1000
"""What is smaller fits into one packet anyway."""


def compress_files(site: Path) -> int:
    """Write `.gz` and `.br` beside every file that is worth it; give their number."""
    count = 0
    for path in sorted(path for path in site.rglob("*") if path.suffix in PACKED and path.is_file()):
        data = path.read_bytes()
        if len(data) >= _LEAST_BYTES:
            path.with_name(f"{path.name}.gz").write_bytes(gzip.compress(data, 9, mtime=0))
            path.with_name(f"{path.name}.br").write_bytes(brotli.compress(data, quality=11))
            count += 1
    return count
