"""How a date is written in Vietnamese offices; the rest is Django's own Vietnamese."""

DATE_FORMAT = SHORT_DATE_FORMAT = "d/m/Y"
DATETIME_FORMAT = SHORT_DATETIME_FORMAT = "H:i d/m/Y"
YEAR_MONTH_FORMAT = "m/Y"
MONTH_DAY_FORMAT = "d/m"
DATE_INPUT_FORMATS = ["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d", "%d/%m/%y", "%d-%m-%y", "%d.%m.%y"]
DATE_INPUT_FORMATS += ["ngày %d tháng %m năm %Y", "%d tháng %m năm %Y", "Ngày %d tháng %m năm %Y", "ngày %d/%m/%Y"]
