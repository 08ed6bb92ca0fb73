print("loading", __name__)
from .helper import HELPER
