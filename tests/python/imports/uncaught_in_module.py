# A traceback that goes through an imported module.
import _ring
from _fails import go

go()
