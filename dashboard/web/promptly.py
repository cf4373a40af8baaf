"""Have the server send each part of an answer at once, where the framework's socket holds a small one back for 40 ms."""

from __future__ import annotations

import asyncio
import socket
from typing import Any


def send_promptly(loop: asyncio.AbstractEventLoop) -> None:
    """Whatever this loop listens on from now on does not wait for more to send together (no Nagle's algorithm).

    asyncio does this for sockets that say they speak TCP; the framework makes its own without saying so, and each
    answer on a connection that is kept open then waits for the receiver's delayed acknowledgement.
    """
    listen = loop.create_server

    async def create_server(
        *arguments: Any, sock: socket.socket | None = None, **named: Any
    ) -> asyncio.Server:
        if sock is not None and sock.family in (socket.AF_INET, socket.AF_INET6):
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return await listen(*arguments, sock=sock, **named)

    loop.create_server = create_server  # type: ignore[method-assign]
