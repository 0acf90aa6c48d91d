"""From a folder or a workbook to a book, and from a book to a municipality."""
