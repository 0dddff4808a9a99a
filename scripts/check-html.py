#!/usr/bin/env python3
"""Says where HTML files are not valid, by html5lib's parser: NAME:LINE:COLUMN: what. Exits with 1 where one is not."""

import os
import sys

import html5lib
from html5lib.constants import E

found = False
for path in sys.argv[1:]:
    parser = html5lib.HTMLParser(html5lib.getTreeBuilder("etree"))
    with open(path, "rb") as file:
        parser.parse(file, transport_encoding="utf-8")
    for (line, column), code, values in parser.errors:
        found = True
        print(f"{os.path.basename(path)}:{line}:{column}: {E[code] % values}")
sys.exit(found)
