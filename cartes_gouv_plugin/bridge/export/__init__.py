"""Export: layers become one sealed GeoPackage, exactly as QGIS shows them.

plan = capture(layers, ExportOptions())        # main thread, reads no row
report = plan.run(path, reporter)              # any thread
"""

from cartes_gouv_plugin.bridge.export.capture import capture
from cartes_gouv_plugin.bridge.export.files import left_out, open_file
from cartes_gouv_plugin.bridge.export.options import ExportOptions, Invalid, Lane
from cartes_gouv_plugin.bridge.export.plan import ExportPlan
from cartes_gouv_plugin.bridge.export.problems import Code, Level, Problem
from cartes_gouv_plugin.bridge.export.report import ExportReport, LayerReport
from cartes_gouv_plugin.bridge.export.unpacking import unpack

__all__ = [
    "Code",
    "ExportOptions",
    "ExportPlan",
    "ExportReport",
    "Invalid",
    "Lane",
    "LayerReport",
    "Level",
    "Problem",
    "capture",
    "left_out",
    "open_file",
    "unpack",
]
