"""Charts: a data frame in, an Altair chart out; no Streamlit here."""
