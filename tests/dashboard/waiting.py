"""Run a coroutine to its end in a thread of its own, also where a browser's event loop runs in this one."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

Answer = TypeVar("Answer")


def finished(coroutine: Coroutine[Any, Any, Answer]) -> Answer:
    """What the coroutine returns."""
    with ThreadPoolExecutor(max_workers=1) as apart:
        return apart.submit(asyncio.run, coroutine).result()
