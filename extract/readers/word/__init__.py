"""Word documents: their body to paragraphs and rows of tab-parted cells."""
