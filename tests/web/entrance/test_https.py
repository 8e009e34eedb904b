"""Behind https: what Django's own check says of the settings, headers, cookies, and that nothing goes by plain http (T33)."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from tests.web.programs import environment

ROOT = Path(__file__).resolve().parents[3]
TEMPLATES = ROOT / "src" / "jixiao" / "web" / "templates"
STATIC = ROOT / "src" / "jixiao" / "web" / "static" / "jixiao"
PAGES = [
    "login page",
    "/",
    "/workflow",
    "/declarations",
    "/tokens",
    "/password",
    "/no-such-page",
    "/agencies",
    "/api/v1/docs",
    "refused form",
]
PROGRAMS = ["/api/v1/me", "refused token"]


def https(home):
    return environment(
        JIXIAO_HOME=str(home),
        JIXIAO_HTTPS="1",
        JIXIAO_HOSTS="jixiao.example.gov",
        DJANGO_SETTINGS_MODULE="jixiao.web.settings",
        PYTHONPATH=f"{ROOT / 'src'}:{ROOT}",
    )


@pytest.fixture(scope="module")
def seen(tmp_path_factory):
    """What an installation behind https answers."""
    program = Path(__file__).with_name("by_https.py")
    done = subprocess.run(
        [sys.executable, str(program)],
        env=https(tmp_path_factory.mktemp("https")),
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_check_of_django_finds_nothing_to_say(tmp_path):
    command = [sys.executable, "-m", "jixiao.web", "check", "--deploy", "--fail-level", "WARNING"]
    done = subprocess.run(command, env=https(tmp_path), capture_output=True, text=True, timeout=300, check=False)

    assert done.returncode == 0, done.stderr
    assert "no issues (0 silenced)" in done.stdout + done.stderr


@pytest.mark.parametrize(("asked", "where"), [("plain", "/login"), ("plain with a path", "/declarations?role=clerk")])
def test_plain_http_leads_to_https_and_nowhere_else(asked, where, seen):
    assert (seen[asked]["status"], seen[asked]["headers"]["Location"]) == (301, f"https://jixiao.example.gov{where}")
    assert seen[asked]["cookies"] == {}


def test_program_that_comes_by_plain_http_is_refused_and_not_led_on(seen):
    assert seen["program by plain http"]["status"] == 403
    assert "Location" not in seen["program by plain http"]["headers"]


def test_who_asks_is_told_by_our_proxy_and_by_nobody_else(seen):
    """The last address of the row is what the proxy saw; the others, and what comes from elsewhere, anybody writes."""
    assert seen["addresses"] == ["10.1.2.3", "10.7.7.7", "127.0.0.1"]


@pytest.mark.parametrize("page", PAGES + PROGRAMS)
def test_headers_of_every_answer(page, seen):
    headers = seen[page]["headers"]

    assert headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains; preload"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "Server" not in headers
    assert "X-Powered-By" not in headers


@pytest.mark.parametrize("page", PAGES)
def test_policy_of_a_page_lets_nothing_run_that_stands_in_it(page, seen):
    policy = dict(part.strip().partition(" ")[::2] for part in seen[page]["headers"]["Content-Security-Policy"].split(";"))

    assert "unsafe" not in " ".join(policy.values())
    assert "*" not in " ".join(policy.values())
    for what in ("script-src", "style-src", "connect-src"):
        assert policy.get(what, policy["default-src"]) == "'self'"
    assert policy["object-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    assert policy["form-action"] == "'self'"


def test_cookies_travel_by_https_to_this_host_alone(seen):
    cookies = {name: morsel for page in seen.values() if isinstance(page, dict) for name, morsel in page["cookies"].items()}

    assert {"__Host-session", "__Host-csrftoken", "__Host-lang"} <= set(cookies)
    for name, morsel in cookies.items():
        assert name.startswith("__Host-")
        assert (morsel["secure"], morsel["path"], morsel["samesite"]) == (True, "/", "Lax")
        assert "domain" not in morsel
    assert cookies["__Host-session"]["httponly"] is True
    assert cookies["__Host-lang"]["httponly"] is True


def test_what_is_shown_to_somebody_is_kept_by_no_cache(seen):
    for page in ("/", "/workflow", "/declarations", "/tokens", "/password", "/agencies"):
        assert "no-store" in seen[page]["headers"]["Cache-Control"]
    assert "private" in seen["/api/v1/me"]["headers"]["Cache-Control"]


def test_another_host_is_not_answered(seen):
    assert seen["another host"]["status"] == 400


def test_no_page_holds_a_script_or_a_style():
    """The policy would stop it in a browser; here it is found before."""
    inline = re.compile(r"<style|\sstyle=|\son[a-z]+=\"|javascript:|<script(?![^>]*(?:\bsrc=|application/json))", re.IGNORECASE)
    found = [
        f"{path.relative_to(TEMPLATES)}: {line.strip()[:80]}"
        for path in sorted(TEMPLATES.rglob("*.html"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if inline.search(line)
    ]

    assert found == []


def test_no_script_of_ours_runs_text():
    runs = re.compile(r"\beval\(|new Function\(|document\.write\(|setTimeout\(\s*[\"'`]|insertAdjacentHTML|outerHTML\s*=")

    assert [file.name for file in sorted(STATIC.glob("*.js")) if runs.search(file.read_text(encoding="utf-8"))] == []
