"""Many visitors at once, without browsers: each speaks the framework's own protocol."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

PATIENCE = 120.0


@dataclass(slots=True)
class Session:
    """One visitor's connection: runs the page, and from then on changes its first list of choices, if it has one."""

    address: str
    page: str = ""
    choices: tuple[str, Sequence[str]] | None = None
    seen: str = ""
    changes: int = 0
    connection: websockets.ClientConnection | None = field(default=None, repr=False)

    async def open(self) -> None:
        """Connect."""
        self.connection = await websockets.connect(
            self.address.replace("http", "ws", 1) + "/_stcore/stream",
            subprotocols=[websockets.Subprotocol("streamlit")],
            max_size=None,
            compression=None,
            open_timeout=PATIENCE,
            ping_interval=None,
        )

    async def close(self) -> None:
        """Leave."""
        if self.connection:
            await self.connection.close()

    async def run(self, change: bool = False) -> float:
        """Seconds until the page's script has run to its end. Raises RuntimeError where the page raised."""
        if self.connection is None:
            raise RuntimeError("a session must be open before it runs")
        began = time.perf_counter()
        await self.connection.send(self._request(change).SerializeToString())
        while True:
            message = ForwardMsg.FromString(
                await asyncio.wait_for(self.connection.recv(decode=False), PATIENCE)
            )
            self._read(message)
            if message.WhichOneof("type") == "script_finished":
                return time.perf_counter() - began

    def _request(self, change: bool) -> BackMsg:
        request = BackMsg()
        request.rerun_script.page_name = self.page
        request.rerun_script.page_script_hash = self.seen
        if change and self.choices:
            widget = request.rerun_script.widget_states.widgets.add()
            widget.id, options = self.choices
            self.changes += 1
            widget.string_value = options[self.changes % len(options)]
        return request

    def _read(self, message: ForwardMsg) -> None:
        kind = message.WhichOneof("type")
        if kind == "navigation":
            self.seen = message.navigation.page_script_hash or self.seen
        if kind != "delta" or message.delta.WhichOneof("type") != "new_element":
            return
        element = message.delta.new_element
        if element.WhichOneof("type") == "exception":
            raise RuntimeError(f"the page must not raise (got {element.exception.type})")
        if element.WhichOneof("type") == "selectbox" and self.choices is None:
            self.choices = (element.selectbox.id, list(element.selectbox.options))


async def alone(address: str, page: str, runs: int) -> list[float]:
    """Seconds of each run of a page by one visitor on an idle server, the first left out."""
    session = Session(address, page)
    await session.open()
    await session.run()
    taken = [await session.run() for _ in range(runs)]
    await session.close()
    return taken


async def together(address: str, page: str, visitors: int, rounds: int, think: float) -> list[float]:
    """Seconds of each rerun of so many visitors, each of whom pauses around ``think`` seconds before the next."""
    sessions = [Session(address, page) for _ in range(visitors)]
    taken: list[float] = []

    async def visit(session: Session) -> None:
        for _ in range(rounds):
            await asyncio.sleep(think * random.uniform(0.5, 1.5))
            taken.append(await session.run(change=True))

    for group in (sessions[i : i + 10] for i in range(0, visitors, 10)):
        await asyncio.gather(*(session.open() for session in group))
        await asyncio.gather(*(session.run() for session in group))
    await asyncio.gather(*map(visit, sessions))
    await asyncio.gather(*(session.close() for session in sessions))
    return taken
