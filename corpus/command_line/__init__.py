"""What all commands of `duizhao` share: how they look, the options of a project, the doctor.

Read: commands, settings, doctor.
Open files: commands, doctor, settings.
"""
