"""Runs derlius as a step of Apache Spark.

Tasks are pure functions of their input: they start the program, give it text, and hand on what it prints. So a task that is
tried again, or runs twice, changes nothing, and results are the bytes that one machine gives.
"""

from .bundle import Derlius, ship
from .counting import PieceCounts, count_pieces, count_pieces_in_files
from .encoding import encode
from .errors import DerliusError
from .measuring import Measurement, measure, measure_files
from .ranges import FileRange, file_ranges
from .training import train

__all__ = [
    "Derlius", "DerliusError", "FileRange", "Measurement", "PieceCounts", "count_pieces", "count_pieces_in_files", "encode",
    "file_ranges", "measure", "measure_files", "ship", "train",
]
