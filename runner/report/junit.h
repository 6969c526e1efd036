/*
 * JUnit XML. There is no standard: this is what GitLab, Jenkins and the
 * GitHub actions agree on. One testcase a case or rule; the class name is the
 * folder of the case, with "." only between folders (Jenkins splits there).
 */
#ifndef REPORT_JUNIT_H
#define REPORT_JUNIT_H

#include "report/result.h"

bool render_junit(FILE *out, const struct result *r);

#endif
