#include "check/finding.h"

#include "base/vec.h"

struct finding *
finding_add(struct findings *f, enum finding_level level,
    const struct requirement *requirement, const char *fmt, ...)
{
	struct finding *made = vec_add(f, f->arena);
	va_list ap;

	*made = (struct finding){
	    .level = level,
	    .requirement = requirement,
	    .place = PLACE_EXCHANGE,
	};
	va_start(ap, fmt);
	made->message = str_from(arena_vprintf(f->arena, fmt, ap));
	va_end(ap);
	return made;
}
