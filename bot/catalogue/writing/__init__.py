"""From a book to a folder or a workbook, and the empty one to fill in."""
