#include "cli/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

bool
terminal_is_one(void)
{
	return isatty(STDERR_FILENO) == 1;
}

unsigned
terminal_width(void)
{
	struct winsize size = {0};

	if (!terminal_is_one() || ioctl(STDERR_FILENO, TIOCGWINSZ, &size) != 0)
		return 0;
	return size.ws_col;
}

bool
terminal_wants_no_color(void)
{
	const char *no_color = getenv("NO_COLOR");
	const char *term = getenv("TERM");

	return (no_color != NULL && *no_color != '\0') ||
	    (term != NULL && strcmp(term, "dumb") == 0);
}
