"""Judge and embedder over an OpenAI-compatible server: what leaves this machine, to where, and what is kept of it."""

from __future__ import annotations

import contextlib
import hashlib
import json
import math
import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from toolkit.checks.opinion_section import OpinionSettings
from toolkit.errors import InputError
from toolkit.opinion_answers import MalformedAnswerError, Opinion, messages, read_opinion

if TYPE_CHECKING:
    from openai import OpenAI

_Told = TypeVar("_Told")

KEY = "TARGET_AUDIT_API_KEY"
TIMEOUT = 60.0  # seconds for one answer; a small model without a graphics card needs half of it
RETRIES = 1
MOST_TOKENS = 1000
# All that a server needs. The client adds what it finds in its own environment variables; that stays here.
_HEADERS = frozenset(
    {"host", "accept", "accept-encoding", "connection", "content-length", "content-type", "user-agent"}
)


@dataclass(frozen=True, slots=True)
class Consultants:
    """Whom an audit asks: the judge, and the embedder where one is named."""

    judge: ServedJudge
    embedder: ServedEmbedder | None


def demand(settings: OpinionSettings | None) -> None:
    """Raise InputError where a second opinion is asked for and cannot be had: no client, no usable key or cache."""
    if settings is None:
        return
    if find_spec("openai") is None:
        expected = "已装附加组件 opinion（pip install 'target-audit[opinion]'）"
        raise InputError.of("第二意见 [opinion]", expected=expected, met="没有 openai 客户端")
    key = os.environ.get(KEY, "")
    if not (key.isascii() and key.isprintable()):
        raise InputError.of(f"环境变量 {KEY}", expected="一行可见的 ASCII 字符", met="别的字符")
    if settings.cache:
        try:
            Path(settings.cache).mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise InputError.of(
                "[opinion] cache", expected="可写的文件夹", met=f"{settings.cache}（{error.strerror}）"
            ) from None


def consultants(settings: OpinionSettings) -> Consultants:
    """Those whom the settings name; nothing is sent yet. Raises InputError like `demand`."""
    demand(settings)
    client, cache = _client(settings), Cache(settings.cache)
    embedder = ServedEmbedder(client, settings.embedding_model, cache) if settings.embedding_model else None
    return Consultants(ServedJudge(client, settings.model, cache), embedder)


def _client(settings: OpinionSettings) -> OpenAI:
    import openai

    key = os.environ.get(KEY, "").strip()

    def keep_to_the_question(request: Any) -> None:
        for name in set(request.headers) - _HEADERS:
            del request.headers[name]
        if key:
            request.headers["authorization"] = f"Bearer {key}"

    # A proxy of the environment or a redirection would carry a local question to another machine.
    http = openai.DefaultHttpxClient(
        trust_env=not settings.local, follow_redirects=False, event_hooks={"request": [keep_to_the_question]}
    )
    return openai.OpenAI(
        base_url=settings.base_url, api_key=key or "none", timeout=TIMEOUT, max_retries=RETRIES, http_client=http
    )


class Cache:
    """Answers by the digest of what was asked: in a folder where one is named, else for this run only."""

    def __init__(self, folder: str) -> None:
        """Keep answers in `folder`; empty keeps them in memory."""
        self._folder = Path(folder) if folder else None
        self._known: dict[str, Any] = {}

    def get(self, asked: object) -> Any:
        """The answer once given to `asked`; None where there is none that can be read."""
        digest = _digest(asked)
        if digest not in self._known and self._folder:
            try:
                self._known[digest] = json.loads((self._folder / f"{digest}.json").read_text(encoding="utf-8"))[
                    "answer"
                ]
            except (OSError, ValueError, TypeError, KeyError, RecursionError):
                return None
        return self._known.get(digest)

    def keep(self, asked: object, answer: object) -> None:
        """Keep an answer; a file is complete under its name or not there, and a full disk costs only asking again."""
        digest = _digest(asked)
        self._known[digest] = answer
        if self._folder is None:
            return
        with contextlib.suppress(OSError):
            descriptor, name = tempfile.mkstemp(dir=self._folder, suffix=".part")
            try:
                with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                    json.dump({"answer": answer}, file)
                Path(name).replace(self._folder / f"{digest}.json")
            except BaseException:
                Path(name).unlink(missing_ok=True)
                raise


def _digest(asked: object) -> str:
    return hashlib.sha256(json.dumps(asked, sort_keys=True).encode("ascii")).hexdigest()


class ServedJudge:
    """A language model as a judge, at temperature 0."""

    def __init__(self, client: OpenAI, model: str, cache: Cache) -> None:
        """Ask `model` through `client`, unless `cache` knows the answer."""
        self._client, self._model, self._cache = client, model, cache

    def judge(self, target_part: str, evidence: str) -> Opinion:
        """Ask for one judgement; raises MalformedAnswerError, or whatever the client raises."""
        request: dict[str, Any] = {
            "model": self._model,
            "messages": messages(_sendable(target_part), _sendable(evidence)),
            "temperature": 0,
            "max_tokens": MOST_TOKENS,
        }
        opinion, cached = _answered(self._cache, request, read_opinion, lambda: self._ask(request))
        return replace(opinion, cached=cached)

    def _ask(self, request: dict[str, Any]) -> object:
        reply = self._client.chat.completions.create(**request)
        try:
            return reply.choices[0].message.content
        except (AttributeError, IndexError, TypeError):
            raise MalformedAnswerError("答复没有 choices") from None


class ServedEmbedder:
    """An embedding model of the same server."""

    def __init__(self, client: OpenAI, model: str, cache: Cache) -> None:
        """Ask `model` through `client`, unless `cache` knows the answer."""
        self._client, self._model, self._cache = client, model, cache

    def embed(self, texts: list[str]) -> list[list[float]]:
        """One vector for each text; raises MalformedAnswerError, or whatever the client raises."""
        request: dict[str, Any] = {"model": self._model, "input": [_sendable(text) for text in texts]}

        def read(answer: object) -> list[list[float]]:
            return _vectors(answer, len(texts))

        return _answered(self._cache, request, read, lambda: self._ask(request))[0]

    def _ask(self, request: dict[str, Any]) -> object:
        reply = self._client.embeddings.create(**request, encoding_format="float")
        try:
            return [entry.embedding for entry in sorted(reply.data, key=lambda entry: entry.index)]
        except (AttributeError, TypeError):
            raise MalformedAnswerError("答复没有向量") from None


def _answered(
    cache: Cache, request: dict[str, Any], read: Callable[[object], _Told], ask: Callable[[], object]
) -> tuple[_Told, bool]:
    """The answer, and whether it was kept; what cannot be read is never kept, and asked for again."""
    kept = cache.get(request)
    if kept is not None:
        try:
            return read(kept), True
        except MalformedAnswerError:
            pass
    answer = ask()
    told = read(answer)
    cache.keep(request, answer)
    return told, False


def _vectors(answer: object, count: int) -> list[list[float]]:
    wrong = MalformedAnswerError(f"答复应为 {count} 个等长向量")
    if not isinstance(answer, list) or len(answer) != count:
        raise wrong
    for vector in answer:
        if not isinstance(vector, list) or not vector or len(vector) != len(answer[0]):
            raise wrong
        if not all(isinstance(x, int | float) and math.isfinite(x) for x in vector):
            raise wrong
    return answer


def _sendable(text: str) -> str:
    """The text as UTF-8 can carry it: a lone surrogate becomes a question mark."""
    return text.encode("utf-8", "replace").decode("utf-8")
