"""A QGIS desktop for scripts: a throw-away profile with the plugin enabled, in a chosen language and theme."""

from __future__ import annotations

import os
from pathlib import Path

from scripts.plugin_tree import assemble

THEMES = {"light": "default", "dark": "Night Mapping"}


def prepare(folder: Path, language: str = "fr", theme: str = "light") -> dict[str, str]:
    """Makes plugin and profile in `folder`; returns the environment for `command`. `theme`: a key of `THEMES`."""
    assemble(folder / "plugins")
    settings = folder / "profiles" / "default" / "QGIS" / "QGIS3.ini"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text(
        f"""[locale]
overrideFlag=true
userLocale={language}

[UI]
UITheme={THEMES[theme]}

[PythonPlugins]
cartes_gouv_plugin=true

[qgis]
checkVersion=false
showTips=false
enableMacros=never

[core]
NewsFeed\\httpfeedqgisorg\\disabled=true

[app]
projections\\unknownCrsBehavior=NoAction
""",
        encoding="utf-8",
    )
    return {
        **os.environ,
        "QGIS_PLUGINPATH": str(folder / "plugins"),
        "QGIS_CUSTOM_CONFIG_PATH": str(folder),
        "LANG": "C.UTF-8",
        "PYTHONDONTWRITEBYTECODE": "1",
    }


def command(script: Path | None = None, *, virtual_screen: str = "") -> list[str]:
    """QGIS's command line. `script`: run inside once the window is open; `virtual_screen`: `<width>x<height>`."""
    qgis = ["qgis", "--nologo", "--noversioncheck"]
    if script is not None:
        qgis += ["--code", str(script)]
    if virtual_screen:
        return ["xvfb-run", "-a", "-s", f"-screen 0 {virtual_screen}x24 -dpi 96", *qgis]
    return qgis
