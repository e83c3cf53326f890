"""What all commands of `duizhao` share: how they look, the options of a project, the doctor.

Read: commands, usage, help_pages, conventions, settings, doctor.
Open files: commands, conventions, doctor, settings.
"""
