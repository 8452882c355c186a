"""Pages: each script is glue between the address, the queries, the charts and the tables.

(Not called pages: beside the entry script, Streamlit takes a folder of that name as pages of its own and would run
them without the frame when the first visit after a start goes straight to one of them.)
"""
