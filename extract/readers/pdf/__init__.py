"""PDF documents: the characters of their pages to paragraphs and rows of tab-parted cells."""
