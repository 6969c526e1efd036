// The smallest server that golang.org/x/net/webdav makes: davd ADDRESS FOLDER
package main

import (
	"log"
	"net/http"
	"os"

	"golang.org/x/net/webdav"
)

func main() {
	address, folder := os.Args[1], os.Args[2]
	log.Fatal(http.ListenAndServe(address, &webdav.Handler{
		FileSystem: webdav.Dir(folder),
		LockSystem: webdav.NewMemLS(),
		Logger: func(r *http.Request, err error) {
			if err != nil {
				log.Println(r.Method, r.URL.Path, err)
			}
		},
	}))
}
