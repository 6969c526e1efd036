/* Status lines and dates: what is one means something. */
#include "fuzz.h"

#include "dav/date.h"
#include "dav/status.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct str text = str_trim(fuzz_input(data, n));
	struct date date = {.form = DATE_RFC3339};
	enum status_form form = status_form(text);
	int code = status_code(text);

	assert(code >= 0 && code <= 999);
	if (form != STATUS_NO_LINE)
		assert(str_starts(text, STR("HTTP/")));
	assert(date_parse(text, &date) == (date.form != DATE_NONE));
	return 0;
}
