from .. import early as e
from .. import sub
import _bodies.sub as same

value = e.__name__, sub.__name__, same is sub
for source in ("from ... import x", "from .nope import x", "from . import nope", "import _bodies.nope", "import _bodies.early.nope"):
    try:
        exec(source)
    except ImportError as error:
        print(source, "|", type(error).__name__, str(error).split(" (")[0], error.name)
