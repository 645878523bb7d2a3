"""A small stand-in for a model server on this machine: chat/completions and embeddings, answers as the test says."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from toolkit.checks.opinion_section import OpinionSettings

Answer = Callable[[str, str], str]


def judgement(*, answered: bool, quote: str = "", reason: str = "理由") -> str:
    """What a well-behaved model writes."""
    return json.dumps({"answered": answered, "quote": quote, "reason": reason}, ensure_ascii=False)


def satisfied(_requirement: str, _progress: str) -> str:
    """A model that finds everything answered."""
    return judgement(answered=True)


def vector(text: str) -> list[float]:
    """A vector near to those of texts that speak of the same of three things."""
    return [float(text.count(word)) for word in ("学校", "道路", "医院")]


@dataclass
class StandIn:
    """The server: what it answers, and every request that it met, with its path and headers (names in lower case)."""

    answer: Answer = satisfied
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: object = None
    embed: Callable[[str], Any] = vector
    base_url: str = ""
    met: list[tuple[str, dict[str, Any], dict[str, str]]] = field(default_factory=list)

    def settings(self, **more: Any) -> OpinionSettings:
        """Settings that name this server."""
        return OpinionSettings(**{"base_url": self.base_url, "model": "stand-in", **more})

    def reply(self, path: str, asked: dict[str, Any]) -> object:
        """The document that answers a request."""
        if self.body is not None:
            return self.body
        if path.endswith("/embeddings"):
            vectors = [self.embed(text) for text in asked["input"]]
            data = [{"object": "embedding", "index": i, "embedding": v} for i, v in enumerate(vectors)]
            return {"object": "list", "data": data[::-1], "model": asked["model"], "usage": {}}
        told = json.loads(asked["messages"][-1]["content"])
        message = {"role": "assistant", "content": self.answer(told["requirement"], told["progress"])}
        choice = {"index": 0, "finish_reason": "stop", "message": message}
        return {"id": "1", "object": "chat.completion", "created": 0, "model": asked["model"], "choices": [choice]}


@contextmanager
def serving(**settings: Any) -> Iterator[StandIn]:
    """A stand-in on a free port of 127.0.0.1, gone afterwards."""
    stand_in = StandIn(**settings)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["content-length"])))
            stand_in.met.append((self.path, asked, {k.lower(): v for k, v in self.headers.items()}))
            reply = json.dumps(stand_in.reply(self.path, asked)).encode()
            self.send_response(stand_in.status)
            extra = {"content-type": "application/json", "content-length": str(len(reply)), **stand_in.headers}
            for name, value in extra.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(reply)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    stand_in.base_url = f"http://127.0.0.1:{server.server_port}/v1"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield stand_in
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
