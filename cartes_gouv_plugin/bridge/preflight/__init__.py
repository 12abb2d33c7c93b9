"""Preflight: everything that can be known about chosen layers before anything is written, all at once.

plan = capture(layers, options)                       # bridge.export, main thread
preflight = inspect(plan, folder, reporter)           # any thread; reads rows in a stream
"""

from cartes_gouv_plugin.bridge.export.problems import Code, Level, Problem
from cartes_gouv_plugin.bridge.preflight.inspection import LayerPreflight, Preflight, inspect

__all__ = ["Code", "LayerPreflight", "Level", "Preflight", "Problem", "inspect"]
