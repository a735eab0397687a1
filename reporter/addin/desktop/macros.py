"""The VBA of the add-in: one macro behind each button, one function for cells."""

from __future__ import annotations

from collections.abc import Iterator

from reporter.addin.cell_functions import PREFIX
from reporter.addin.commands import COMMANDS
from reporter.addin.functions import FUNCTIONS, CellFunction

MODULE = "ReporterButtons"
"""Name of the VBA module."""

_LINE = "\r\n"

_SHELL_SIGNS = '$`""\\|'
"""Signs that no name of a workbook may hold on macOS, as a list of VBA's `Like`."""

_RENAME = 'Save the workbook under a name, and in a folder, without the signs $ ` "" \\ |, then press the button again.'


def button_module() -> str:
    """The VBA module of the add-in: what the buttons call, and the cell functions (on Windows)."""
    return _module([*_buttons(), "", *_functions()])


def importable_module() -> str:
    """A module for people to import into a workbook of their own: one macro a command, for Alt+F8 or a drawn button.

    It runs with the add-in of xlwings itself, and holds no cell functions.
    """
    return _module(list(_macros()))


def _module(lines: list[str]) -> str:
    head = [f'Attribute VB_Name = "{MODULE}"', "Option Explicit", ""]
    return _LINE.join([*head, *lines, ""])


def _buttons() -> Iterator[str]:
    yield "' Excel calls this for every button of the tab; the button says which command it is."
    yield "Public Sub Press(control As IRibbonControl)"
    yield "    If ActiveWorkbook Is Nothing Then"
    yield '        MsgBox "Open the workbook first, then press the button again.", vbExclamation, "Reporter"'
    yield "        Exit Sub"
    yield "    End If"
    yield "#If Mac Then"
    yield "    ' Python is started by a shell there, which would carry out what stands behind these signs."
    yield f'    If ActiveWorkbook.FullName Like "*[{_SHELL_SIGNS}]*" Then'
    yield f'        MsgBox "{_RENAME}", vbExclamation, "Reporter"'
    yield "        Exit Sub"
    yield "    End If"
    yield "#End If"
    yield f'    RunPython "{_python("")}" & control.Tag & "\')"'
    yield "End Sub"


def _macros() -> Iterator[str]:
    for number, command in enumerate(COMMANDS.values()):
        yield from ([""] if number else [])
        yield f"' {command.tip}"
        yield f"Public Sub Reporter_{command.name}()"
        yield f'    RunPython "{_python(command.name)}\')"'
        yield "End Sub"


def _python(command: str) -> str:
    return f"from reporter.addin.desktop.press import press; press('{command}"


def _functions() -> Iterator[str]:
    for number, function in enumerate(FUNCTIONS.values()):
        yield from ([""] if number else [])
        yield from _function(function)


def _function(function: CellFunction) -> Iterator[str]:
    name = f"{PREFIX}{function.name}"
    declared = ", ".join(f"Optional {one.name} As Variant" if one.optional else one.name for one in function.arguments)
    yield f"' {function.help}"
    yield f"Public Function {name}({declared})"
    yield "#If Mac Then"
    yield f'    {name} = "#N/A cell functions need Excel on Windows"'
    yield "#Else"
    # While the function wizard is open, Excel would ask again at every letter typed.
    yield '    If (Not Application.CommandBars("Standard").Controls(1).Enabled) Then Exit Function'
    if function.ages:
        yield "    Application.Volatile"
    for one in function.arguments:
        if one.optional:
            yield f"    If IsMissing({one.name}) Then {one.name} = Empty"
    given = ", ".join([*(one.name for one in function.arguments), "Nothing"])
    yield "    On Error GoTo Failed"
    yield (
        f'    {name} = XLPy.CallUDF("reporter.addin.cell_functions", "{name}", Array({given}), '
        "ActiveWorkbook, Application.Caller)"
    )
    yield "    Exit Function"
    yield "Failed:"
    yield f'    {name} = "#N/A " & Err.Description'
    yield "#End If"
    yield "End Function"
