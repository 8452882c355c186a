"""Tables inside a text, flattened to lines: their shape, their words, and the facts they hold."""
