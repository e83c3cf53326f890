"""What all commands of `duizhao` share: how they look, the options of a project, the doctor.

Read: commands, conventions, settings, doctor.
Open files: commands, conventions, doctor, settings.
"""
