"""What a topic is called, in each language.

Read: labeller, chinese, english, extracted.
Open files: labeller.
"""
