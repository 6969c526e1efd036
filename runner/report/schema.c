#include "report/assets.h"
#include "report/render.h"

void
result_schema_print(FILE *out)
{
	struct str schema = asset("result.schema.json");

	fwrite(schema.p, 1, schema.n, out);
}
