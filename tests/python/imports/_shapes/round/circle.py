print("loading", __name__)
from .. import TITLE
from ..square import area
from . import helper


def up():
    return TITLE, area(2), helper.__name__


def too_far():
    from .... import x
