"""What would be right is said in Japanese too, wherever the reader of data says it."""

import importlib
import pkgutil

import sonae.loader
from sonae.loader.nodes import SLIPS
from sonae.loader.problems import DataProblem
from sonae.loader.shape_words import SHAPES, in_japanese
from sonae.loader.shapes import Word


def declared():
    """Every shape of a value that a module of the loader declares."""
    modules = [
        importlib.import_module(f"sonae.loader.{one.name}") for one in pkgutil.iter_modules(sonae.loader.__path__)
    ]
    return {one.shape for module in modules for one in vars(module).values() if isinstance(one, Word)}


def test_every_shape_that_is_declared_has_japanese_words():
    assert len(declared()) > 15
    assert declared() - SHAPES.keys() == set()


def test_every_slip_in_yaml_has_japanese_words():
    assert set(SLIPS.values()) - SHAPES.keys() == set()


def test_what_is_put_together_keeps_its_names():
    assert in_japanese("family: one of leak_only, all_risk, or a scheme and a plan") == (
        "family: 次のいずれか: leak_only, all_risk、または scheme と plan"
    )


def test_what_somebody_typed_is_never_translated():
    problem = DataProblem("f.yaml", 1, "k", "wrong_type", (("found", "text"), ("shape", "a whole number")))
    assert problem.say("ja") == "f.yaml:1: k: 'text' になっています。整数 を書いてください"
    kind = DataProblem("f.yaml", 1, "k", "wrong_type", (("kind", "a list"), ("shape", "text")))
    assert kind.say("ja") == "f.yaml:1: k: '一覧(- で始まる行、または [ ])' になっています。文字 を書いてください"
    assert kind.say() == "f.yaml:1: k: is 'a list'; write text"
