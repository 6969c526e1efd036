#!/bin/sh
# generate.sh N: a captured answer to PROPFIND with Depth 1 and N responses, as
# Apache's mod_dav writes them: ten live properties each, half of them locks.
set -eu
exec awk -v n="${1:?usage: generate.sh N}" 'BEGIN {
    printf "HTTP/1.1 207 Multi-Status\r\n"
    printf "Date: Sat, 21 Nov 2026 10:00:00 GMT\r\n"
    printf "DAV: 1, 2, 3\r\n"
    printf "Content-Type: application/xml; charset=\"utf-8\"\r\n\r\n"
    print "<?xml version=\"1.0\" encoding=\"utf-8\"?>"
    print "<D:multistatus xmlns:D=\"DAV:\">"
    type = "<D:getcontenttype>text/plain</D:getcontenttype>\n"
    lock = "<D:lockentry>\n<D:lockscope><D:%s/></D:lockscope>\n" \
        "<D:locktype><D:write/></D:locktype>\n</D:lockentry>\n"
    for (i = 0; i < n; i++) {
        href = i == 0 ? "/t/" : sprintf("/t/file-%07d.txt", i)
        kind = i == 0 ? "<D:collection/>" : ""
        printf "<D:response>\n<D:href>%s</D:href>\n", href
        printf "<D:propstat>\n<D:prop>\n"
        printf "<D:resourcetype>%s</D:resourcetype>\n", kind
        printf "<D:creationdate>2026-11-21T10:00:%02dZ</D:creationdate>\n",
            i % 60
        printf "<D:getcontentlength>%d</D:getcontentlength>\n", i
        printf "<D:getlastmodified>Sat, 21 Nov 2026 10:00:%02d GMT" \
            "</D:getlastmodified>\n", i % 60
        printf "<D:getetag>\"%x-64c\"</D:getetag>\n", i
        printf "%s", type
        printf "<D:supportedlock>\n"
        printf lock lock, "exclusive", "shared"
        printf "</D:supportedlock>\n<D:lockdiscovery/>\n"
        printf "</D:prop>\n<D:status>HTTP/1.1 200 OK</D:status>\n"
        printf "</D:propstat>\n</D:response>\n"
    }
    print "</D:multistatus>"
}'
