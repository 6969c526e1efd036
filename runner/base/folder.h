/*
 * Folders as a whole: removal of a tree that may be deeper than any path is
 * long. Knows nothing of what is in it; no symbolic link is followed.
 */
#ifndef BASE_FOLDER_H
#define BASE_FOLDER_H

#include "base/base.h"

/* Removes the folder and all that is in it; false: errno says what stopped it,
 * and the rest is left. */
bool folder_remove(const char *path) WARN_UNUSED;

#endif
