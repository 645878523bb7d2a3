"""What leaves this machine for a second opinion, and what is kept of the answers."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.stand_in import judgement, serving
from toolkit.errors import InputError
from toolkit.opinion_client import KEY, consultants, demand


def files(folder: Path) -> list[Path]:
    return sorted(folder.iterdir())


def test_an_answer_is_kept_and_not_asked_for_again(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "cache"
    with serving(answer=lambda *_: judgement(answered=False, quote="建成")) as server:
        settings = server.settings(cache=str(folder))
        first = consultants(settings).judge.judge("建设", "建成")
        second = consultants(settings).judge.judge("建设", "建成")
        assert len(server.met) == 1 and len(files(folder)) == 1
        assert (first.cached, second.cached, second.quote) == (False, True, "建成")
        consultants(settings).judge.judge("建设", "建成学校")
        consultants(server.settings(cache=str(folder), model="other")).judge.judge("建设", "建成")
    assert len(server.met) == 3 and len(files(folder)) == 3


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"answer": 1}', '{"answer": "未回应"}', "\x00"])
def test_a_damaged_cache_is_asked_over_and_mended(tmp_path: Path, damage: str) -> None:
    with serving() as server:
        settings = server.settings(cache=str(tmp_path))
        consultants(settings).judge.judge("建设", "建成")
        files(tmp_path)[0].write_text(damage, encoding="utf-8")
        assert not consultants(settings).judge.judge("建设", "建成").cached
        assert consultants(settings).judge.judge("建设", "建成").cached
    assert len(server.met) == 2


def test_an_answer_that_cannot_be_read_is_not_kept(tmp_path: Path) -> None:
    with serving(answer=lambda *_: "未回应") as server:
        judge = consultants(server.settings(cache=str(tmp_path))).judge
        for _ in range(2):
            with pytest.raises(ValueError, match="JSON"):
                judge.judge("建设", "建成")
    assert len(server.met) == 2 and files(tmp_path) == []


def test_a_cache_that_fails_under_way_costs_only_asking_again(tmp_path: Path) -> None:
    folder = tmp_path / "cache"
    with serving() as server:
        judge = consultants(server.settings(cache=str(folder))).judge
        folder.rmdir()
        assert not judge.judge("建设", "建成").cached
        assert judge.judge("建设", "建成").cached  # within the run it is known
    assert not folder.exists() and len(server.met) == 1


def test_vectors_are_kept_and_come_in_the_order_asked(tmp_path: Path) -> None:
    with serving() as server:
        settings = server.settings(cache=str(tmp_path), embedding_model="vectors")
        for _ in range(2):
            embedder = consultants(settings).embedder
            assert embedder and embedder.embed(["学校", "道路道路"]) == [[1.0, 0.0, 0.0], [0.0, 2.0, 0.0]]
    assert len(server.met) == 1


def test_the_key_is_sent_and_nothing_of_it_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(KEY, "sk-secret")
    with serving() as server:
        consultants(server.settings(cache=str(tmp_path))).judge.judge("建设", "建成")
    assert server.met[0][2]["authorization"] == "Bearer sk-secret"
    assert "secret" not in files(tmp_path)[0].read_text(encoding="utf-8")


def test_without_the_key_no_other_credential_of_the_environment_leaves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(KEY, raising=False)
    for name in ("OPENAI_API_KEY", "OPENAI_ADMIN_KEY", "OPENAI_ORG_ID", "OPENAI_PROJECT_ID"):
        monkeypatch.setenv(name, "sk-other")
    monkeypatch.setenv("OPENAI_CUSTOM_HEADERS", "Authorization: sk-other\nX-Else: sk-other")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    with serving() as server:
        consultants(server.settings()).judge.judge("建设", "建成")
    (_, _, headers) = server.met[0]
    assert "authorization" not in headers and "sk-other" not in json.dumps(headers)


@pytest.mark.parametrize("key", ["密钥", "sk\nX-Else: 1", "sk\x00"])
def test_a_key_that_is_no_key_is_refused_without_being_shown(monkeypatch: pytest.MonkeyPatch, key: str) -> None:
    monkeypatch.setattr("os.environ", {KEY: key})
    with serving() as server, pytest.raises(InputError, match=KEY) as met:
        demand(server.settings())
    assert key not in str(met.value) and "X-Else" not in str(met.value)


@pytest.mark.parametrize("name", ["HTTP_PROXY", "ALL_PROXY", "http_proxy"])
def test_a_proxy_of_the_environment_gets_no_local_question(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    with serving() as proxy, serving() as server:
        monkeypatch.setenv(name, proxy.base_url.removesuffix("/v1"))
        consultants(server.settings()).judge.judge("建设", "建成")
    assert proxy.met == [] and len(server.met) == 1


@pytest.mark.parametrize("status", [301, 307, 308])
def test_a_redirection_is_not_followed(status: int) -> None:
    with serving() as elsewhere:
        headers = {"location": f"{elsewhere.base_url}/chat/completions"}
        with serving(status=status, headers=headers) as server, pytest.raises(Exception, match=r"."):
            consultants(server.settings()).judge.judge("建设", "建成")
    assert elsewhere.met == []


def test_a_busy_server_is_asked_once_more() -> None:
    with serving(status=503, headers={"retry-after-ms": "1"}) as server, pytest.raises(Exception, match="503"):
        consultants(server.settings()).judge.judge("建设", "建成")
    assert len(server.met) == 2


@pytest.mark.parametrize("body", [{}, {"choices": []}, {"choices": None}, [], "text", {"choices": [{}]}])
def test_a_reply_of_another_shape_is_malformed(body: object) -> None:
    with serving(body=body) as server, pytest.raises(ValueError, match="答复"):
        consultants(server.settings()).judge.judge("建设", "建成")


def test_a_cache_that_cannot_be_a_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with serving() as server, pytest.raises(InputError, match="cache"):
        demand(server.settings(cache=str(tmp_path / "file" / "cache")))
