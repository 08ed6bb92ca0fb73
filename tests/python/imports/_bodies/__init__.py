print("package", __name__, __package__)
from . import early
from .sub import deep
from .sub.deep import value as VALUE
