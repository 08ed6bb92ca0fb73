# Who runs the program.
import sys
print(sys.implementation.name, type(sys.implementation.version).__name__, len(sys.implementation.version) >= 3)
print("Pyrite" in sys.version, sys.version_info[0], sys.version_info >= (3, 4))
print(sys.implementation[0], hasattr(sys.implementation, "_machine"))
