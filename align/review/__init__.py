"""Pages on this machine to correct beads and to sign terms, and look-ups for other programs.

Read: session (who may ask), desk (the one thread that reads and writes the project), answers,
pages, then bead_routes, term_routes, interface and lookup_routes, and what joins all: app, server.
`static` holds style and scripts, one plain module for each page; `templates` the pages.
Open files: server.
"""
