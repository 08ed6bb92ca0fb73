# A name that the module does not have.
from sys import squareroot_of
