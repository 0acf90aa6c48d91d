"""The keeper's pages: where the catalogue is kept true between one workbook and the next.

A keeper (*den som sköter listan*) changes one provider at a time, says from which day it holds and
where it comes from, and decides on what others propose. A provider sees its own page as residents
see it and proposes. Who one is stands in a signed link (`links`); nothing is changed by a GET.
"""
