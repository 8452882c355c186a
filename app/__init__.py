"""The dashboard: Streamlit pages as glue over charts, queries and texts that know nothing of Streamlit."""
