"""The files of site/assets by themselves, without a build."""

from __future__ import annotations

from pathlib import Path

from clearheart.assets import asset_orders


def bundle(root: Path) -> dict[str, bytes]:
    """Make the files of site/assets for the project at `root`: path below site/assets -> bytes."""
    return {order.path.removeprefix("assets/"): order.file() for order in asset_orders(root)}
