import pyb

