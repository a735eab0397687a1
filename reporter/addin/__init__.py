"""Excel's buttons and cell functions: the verbs of the program on a workbook that is open in Excel."""
