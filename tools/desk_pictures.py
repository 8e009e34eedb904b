"""Pictures of every page of the web application, of the demonstration as it is started: made with Chromium, and looked at.

``tools/desk_pictures.py [ADDRESS]`` looks at a demonstration that runs at an address, or starts one of its own.
"""

import io
import re
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import resources
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "pages"
TOUR = ROOT / "src" / "jixiao" / "web" / "static" / "jixiao" / "tour"
_TOUR_SIZE = (900, 506)
_SIZE = {"width": 1366, "height": 768}
_COLOURS = 64
_WAIT_SECONDS = 240
EDITORS = {
    "national": "人行道病害整治",
    "ningxia": "交通集成指挥平台扩容升级",
    "tianjin": "事故现场勘查设备购置",
    "xinzhou": "警务辅助人员业务培训",
}
EDITORS |= {"pingluo": "青垣县道路交通安全设施更新", "shijiazhuang": "交通协管服务外包"}
CLERKS = {
    "national": "weixin",
    "ningxia": "linxiao",
    "tianjin": "fangyu",
    "xinzhou": "jiangtao",
    "pingluo": "tanxiaoyan",
    "shijiazhuang": "hejing",
}
COPIED = "重点车辆动态监管平台建设"
REVIEWED = "城区道路交通标线施划"
WHOLE = "整体支出"
ASSESSED = ("dingyujie", "扩容")
DOCUMENTS = ROOT / "src" / "jixiao" / "web" / "demo" / "documents"
QUEUED = ("10-2026-岚江市公安局交通警察支队直属一大队-项目绩效目标.pdf", "12-2026-岚江市停车管理服务中心-项目绩效目标.xlsx")


def password() -> str:
    """Of everybody in the demonstration."""
    return str(tomllib.loads(resources.files("jixiao.web.demo").joinpath("people.toml").read_text(encoding="utf-8"))["password"])


@contextmanager
def demonstration() -> Iterator[str]:
    """The address of a demonstration that is started for this, or that was named."""
    if len(sys.argv) > 1:
        yield sys.argv[1]
        return
    with tempfile.TemporaryDirectory() as folder, (Path(folder) / "log").open("w+") as log:
        command = [str(Path(sys.executable).with_name("jixiao")), "up", "--demo", "--port", "0", "--home", f"{folder}/home", "--lang", "en"]
        process = subprocess.Popen(command, stdout=log, stderr=log, text=True)  # noqa: S603 - a program of our own
        try:
            yield _ready(Path(folder) / "log", process)
        finally:
            process.terminate()
            process.wait(60)


def _ready(log: Path, process: "subprocess.Popen[str]") -> str:
    until = time.monotonic() + _WAIT_SECONDS
    while time.monotonic() < until and process.poll() is None:
        if found := re.search(r"ready: (http://\S+)", log.read_text(encoding="utf-8")):
            return found[1].rstrip("/")
        time.sleep(0.2)
    raise SystemExit(log.read_text(encoding="utf-8"))


class Camera:
    """Takes pictures of pages as somebody sees them."""

    def __init__(self, chromium: Browser, address: str) -> None:
        self._chromium, self._address = chromium, address
        self._windows: dict[tuple[str, str], Page] = {}

    def window(self, login: str, lang: str = "zh", **options: Any) -> Page:  # noqa: ANN401 - options of Playwright
        """A window of somebody who came in."""
        key = login, f"{lang}{sorted(options)}"
        if key not in self._windows:
            context = self._chromium.new_context(
                viewport=options.pop("viewport", _SIZE), base_url=self._address, timezone_id="Asia/Shanghai", **options
            )
            context.add_cookies([{"name": "jixiao_lang", "value": lang, "url": self._address}])
            page = context.new_page()
            if login:
                page.goto("/login")
                page.fill("input[name=login]", login)
                page.fill("input[name=password]", password())
                page.click("form[action='/login'] button.primary")
                page.wait_for_url(f"{self._address}/")
            self._windows[key] = page
        return self._windows[key]

    def take(
        self,
        name: str,
        login: str,
        place: str,
        *,
        lang: str = "zh",
        whole: bool = False,
        then: Callable[[Page], None] | None = None,
        **options: Any,  # noqa: ANN401 - options of Playwright
    ) -> Page:
        """A picture of a page, kept in few colours, as it is or after something was done in it."""
        page = self.window(login, lang, **options)
        page.goto(place)
        page.wait_for_load_state("networkidle")
        if then is not None:
            then(page)
        page.wait_for_timeout(600)
        self.keep(name, page, whole=whole)
        return page

    def keep(self, name: str, page: Page, *, whole: bool = False) -> None:
        """A picture of a page as it is now, kept in few colours."""
        page.wait_for_load_state("networkidle")
        picture = Image.open(io.BytesIO(page.screenshot(full_page=whole))).convert("RGB").quantize(_COLOURS)
        picture.save(FOLDER / f"{name}.png", optimize=True)
        print(f"docs/pages/{name}.png")

    def keep_tour(self, name: str, page: Page) -> None:
        """A picture of a tour: what the window shows, smaller."""
        page.wait_for_timeout(600)
        picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB").resize(_TOUR_SIZE, Image.Resampling.LANCZOS)
        picture.quantize(_COLOURS).save(TOUR / f"{name}.png", optimize=True)
        print(TOUR.relative_to(ROOT) / f"{name}.png")

    def see(self, login: str, place: str) -> Page:
        """A page as somebody sees it."""
        page = self.window(login)
        page.goto(place)
        page.wait_for_load_state("networkidle")
        return page

    def place_of(self, login: str, title: str, role: str) -> str:
        """The address of a declaration that somebody sees in a list."""
        page = self.window(login)
        page.goto(f"/declarations?role={role}&words={title}")
        for tab in [str(tab.get_attribute("href")) for tab in page.locator(".tabs a").all()]:
            page.goto(f"/declarations{tab}&words={title}" if tab.startswith("?") else f"{tab}&words={title}")
            link = page.locator("a.title", has_text=title)
            if link.count():
                return str(link.first.get_attribute("href")).partition("?")[0]
        raise SystemExit(f"{login} sees no {title}")


def main() -> None:
    """All pages, some of them in English, in the dark, on a telephone."""
    FOLDER.mkdir(exist_ok=True)
    with demonstration() as address, sync_playwright() as playwright:
        program = shutil.which("chromium") or "chromium"
        chromium = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        camera = Camera(chromium, address)
        _doors(camera)
        _declaring(camera)
        _reviewing(camera)
        _planning(camera)
        wholes(camera)
        _administering(camera)
        _entering(camera)
        tours(camera)
        settings(camera)
        _many(camera)
        chromium.close()


def _doors(camera: Camera) -> None:
    camera.take("login", "", "/login")
    camera.take("home-clerk", "hejing", "/")
    camera.take("home-reviewer", "guweimin", "/")
    camera.take("home-reviewer-en", "guweimin", "/", lang="en")
    camera.take("workflow", "guweimin", "/workflow")
    camera.take("password", "guweimin", "/password")
    camera.take("list", "guweimin", "/declarations?role=finance_reviewer&tab=to_review")
    camera.take("list-en", "guweimin", "/declarations?role=finance_reviewer&tab=to_review", lang="en")
    camera.take("list-dark", "guweimin", "/declarations?role=finance_reviewer&tab=to_review", color_scheme="dark")
    camera.take("list-narrow", "guweimin", "/declarations?role=finance_reviewer&tab=to_review", viewport={"width": 390, "height": 844})


def _declaring(camera: Camera) -> None:
    for pack, title in EDITORS.items():
        place = camera.place_of(CLERKS[pack], title, "clerk")
        camera.take(f"editor-{pack}", CLERKS[pack], f"{place}/edit", whole=True)
    place = camera.place_of("hejing", EDITORS["shijiazhuang"], "clerk")
    camera.take("editor-en", "hejing", f"{place}/edit", lang="en")
    camera.take("editor-dark", "hejing", f"{place}/edit", color_scheme="dark")
    _pasting(camera, place)
    camera.take("sheet-returned", "hejing", place)
    camera.take("new", "weixin", "/declarations/new")
    page = camera.take("imports", "weixin", "/imports")
    camera.take("import", "weixin", str(page.locator(".taken-over a.title").first.get_attribute("href")))
    _queueing(camera)


def _queueing(camera: Camera) -> None:
    """Files of last year, which say what the unit was called then, and one of another unit: a queue, and its desk."""
    page = camera.see("hejing", "/imports")
    page.select_option("#sending select[name=year]", "2027")
    page.set_input_files("input[name=files]", [str(DOCUMENTS / name) for name in QUEUED])
    page.click("#sending button.primary")
    page.wait_for_selector("#queue-files:not([hx-get])", timeout=120_000)
    camera.keep("queue", page)
    page.click("#begin")
    page.wait_for_selector("#source .seen-in")
    page.wait_for_timeout(600)
    camera.keep("queue-desk", page)
    camera.take("queue-desk-en-dark", "hejing", page.url, lang="en", color_scheme="dark")
    place = camera.place_of("hejing", EDITORS["shijiazhuang"], "clerk")
    page.goto(f"{place}/edit")
    page.set_input_files("#attach input[type=file]", str(DOCUMENTS / QUEUED[0]))
    page.wait_for_selector("#files a")
    camera.take("attachment", "hejing", str(page.locator("#files a").first.get_attribute("href")))


def _pasting(camera: Camera, place: str) -> None:
    """A table that was pasted into the form, with the note of what was left out."""
    rows = ["一级指标\t二级指标\t三级指标\t指标性质\t指标值\t度量单位\t责任科室", "产出指标\t数量指标\t增派协管员\t≥\t12\t人\t勤务科"]

    def paste(page: Page) -> None:
        page.focus('[data-path="goal"]')
        page.evaluate(
            "text => { const clip = new DataTransfer(); clip.setData('text/plain', text); document.activeElement.dispatchEvent("
            "new ClipboardEvent('paste', { clipboardData: clip, bubbles: true, cancelable: true })); }",
            "\n".join(rows),
        )
        page.wait_for_selector(".pasted")

    camera.take("editor-pasted", "hejing", f"{place}/edit", then=paste)


def _reviewing(camera: Camera) -> None:
    place = camera.place_of("guweimin", REVIEWED, "finance_reviewer")
    camera.take("sheet-review", "guweimin", place, whole=True)
    camera.take("sheet-review-en", "guweimin", place, lang="en")
    camera.take("sheet-narrow", "guweimin", place, viewport={"width": 390, "height": 844})
    for move in ("approve", "return"):
        camera.take(f"move-{move}", "guweimin", f"{place}/move/{move}")
    camera.take("phrases", "guweimin", "/phrases")
    camera.take("history", "guweimin", f"{place}/history", whole=True)
    camera.take("version", "guweimin", f"{place}/versions/1")
    camera.take("changes", "guweimin", f"{place}/changes")
    camera.take("observer", "zhangqiyuan", "/declarations")
    camera.take("api", "guweimin", "/api/v1/docs")


def _many(camera: Camera) -> None:
    """All of a list are approved; what the demonstration has waiting is decided in the picture."""
    page = camera.take("list-risk", "guweimin", "/declarations?role=finance_reviewer&tab=to_review&sort=risk")
    page.keyboard.press("X")
    page.click("[data-act=approve]")
    camera.keep("bulk", page)
    page.click("form.bulk button.primary")
    camera.keep("bulk-done", page)


def _planning(camera: Camera) -> None:
    camera.take("ceilings", "guweimin", "/ceilings?year=2027", whole=True)
    camera.take("ceilings-department", "xuwenbo", "/ceilings?year=2027")
    camera.take("projects", "guweimin", "/projects")
    page = camera.window("linxiao")
    page.goto(f"/projects?words={COPIED}")
    project = str(page.locator("a.title").first.get_attribute("href"))
    camera.take("project", "linxiao", project)
    camera.take("carry-over", "linxiao", "/projects/carry-over?from=2026&to=2027")
    copy, original = (str(link.get_attribute("href")) for link in page.locator("a.title").all()) if page.goto(project) else ("", "")
    camera.take("editor-copied", "linxiao", f"{copy}/edit")
    camera.take("adjust", "linxiao", f"{original}/adjust")
    page.goto("/cases")
    camera.take("case", "linxiao", str(page.locator("a.title").first.get_attribute("href")))


def wholes(camera: Camera) -> None:
    """A whole department as it is written and as it is reviewed, and what a unit finds of a new project beforehand."""
    camera.take("editor-whole", "tanyue", f"{camera.place_of('tanyue', WHOLE, 'clerk')}/edit", whole=True)
    camera.take("sheet-whole", "guweimin", camera.place_of("guweimin", WHOLE, "finance_reviewer"), whole=True)
    place = camera.place_of(*ASSESSED, "clerk")
    camera.take("assessment", ASSESSED[0], f"{place}/assessment", whole=True)
    camera.take("assessment-en-dark", ASSESSED[0], f"{place}/assessment", lang="en", color_scheme="dark")


def settings(camera: Camera) -> None:
    """Packs with what is set over them, waivers, notices; what is set stays, so that these are taken late."""
    page = camera.window("duhang")
    page.goto("/packs/ningxia/deadlines/2027/adjust_by")
    page.fill("[name=day]", "2027-10-31")
    page.fill("[name=reason]", "市财政局关于2027年预算执行的通知")
    page.click("main button.primary")
    page.goto("/packs/ningxia/rules/VAL-030")
    page.select_option("[name=severity]", "error")
    page.fill("[name=reason]", "市财政局关于从严审核满意度指标的通知")
    page.click("main button.primary")
    camera.take("packs", "duhang", "/packs")
    camera.take("pack", "duhang", "/packs/ningxia?year=2027", whole=True)
    camera.take("pack-rules", "duhang", "/packs/ningxia/rules")
    camera.take("pack-rule", "duhang", "/packs/ningxia/rules/VAL-030")
    camera.take("pack-deadline", "duhang", "/packs/ningxia/deadlines/2027/adjust_by")
    page = camera.see("hejing", camera.place_of("hejing", EDITORS["shijiazhuang"], "clerk"))
    ask = page.locator("a[href*='/waivers/ask']")
    if ask.count():
        ask.first.click()
        page.fill("[name=reason]", "数值按实测计算，附测量记录")
        page.click("main button.primary")
        page.wait_for_load_state("networkidle")
    camera.take("waivers", "luchuanping", "/waivers")
    camera.take("notices", "guweimin", "/notices")


def _administering(camera: Camera) -> None:
    camera.take("agencies", "duhang", "/agencies")
    camera.take("people", "duhang", "/people")
    camera.take("posts", "yaoyuan", "/posts")
    page = camera.take("people-security", "yaoyuan", "/people")
    camera.take("person", "yaoyuan", str(page.locator("main a[href^='/people/']").first.get_attribute("href")), whole=True)
    camera.take("events", "wangchen", "/events")
    camera.take("checks", "wangchen", "/checks")
    camera.take("tokens", "guweimin", "/tokens")


def _entering(camera: Camera) -> None:
    camera.take("second-factor", "wangchen", "/second-factor")
    camera.take("help", "guweimin", "/help")
    camera.take("tour", "hejing", "/tour/clerk")
    page = camera.window("guweimin")
    page.goto("/")
    page.keyboard.press("?")
    page.wait_for_selector("#help-box[open]")
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB").quantize(_COLOURS)
    picture.save(FOLDER / "help-of-a-page.png", optimize=True)


def tours(camera: Camera) -> None:
    """The pictures of both tours, which are part of the program."""
    TOUR.mkdir(exist_ok=True)
    declared = camera.place_of("hejing", EDITORS["shijiazhuang"], "clerk")
    camera.keep_tour("clerk-1", camera.see("weixin", "/"))
    page = camera.see("hejing", "/imports")
    page.goto(str(page.locator(".batches a.title").first.get_attribute("href")))
    page.click("#begin")
    page.wait_for_selector("#source .seen-in")
    page.wait_for_timeout(600)
    camera.keep_tour("clerk-2", page)
    found = camera.place_of("weixin", EDITORS["national"], "clerk")
    camera.keep_tour("clerk-3", camera.see("weixin", f"{found}/edit"))
    page = camera.see("weixin", f"{found}/edit")
    page.wait_for_timeout(2500)
    link = page.locator("#told-items a[data-go]")
    if link.count():
        link.first.click()
    camera.keep_tour("clerk-4", page)
    camera.keep_tour("clerk-5", camera.see("hejing", declared))
    page = camera.see("hejing", f"{declared}/edit")
    page.context.set_offline(True)
    page.locator('[data-path="goal"]').press_sequentially("。")
    page.wait_for_selector("#keeping[data-state=offline]")
    camera.keep_tour("clerk-6", page)
    page.locator('[data-path="goal"]').press("Backspace")
    page.context.set_offline(False)
    camera.keep_tour("reviewer-1", camera.see("guweimin", "/"))
    camera.keep_tour("reviewer-2", camera.see("guweimin", "/declarations?role=finance_reviewer&tab=to_review"))
    reviewed = camera.place_of("guweimin", REVIEWED, "finance_reviewer")
    page = camera.see("guweimin", reviewed)
    camera.keep_tour("reviewer-3", page)
    page.locator(".paper [data-path='goal']").first.click()
    camera.keep_tour("reviewer-4", page)
    page = camera.see("guweimin", reviewed)
    page.keyboard.press("r")
    page.wait_for_selector("#asking[open]")
    camera.keep_tour("reviewer-5", page)
    camera.keep_tour("reviewer-6", camera.see("guweimin", f"{reviewed}/history"))


if __name__ == "__main__":
    main()
