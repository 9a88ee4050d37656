/* listeners LISTENERS PROCESSES SECONDS: listens on so many TCP ports of 127.0.0.1 in so many processes,
 * says "ready" and ends by itself after SECONDS, or when its input ends or it is ended; its children go
 * with it. For bench/ports.sh.
 *
 *   cc -O2 -o /tmp/listeners bench/listeners.c && /tmp/listeners 1000 300 60
 */
#include <arpa/inet.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static void listen_on(int sockets) {
  for (int i = 0; i < sockets; i++) {
    struct sockaddr_in a;
    memset(&a, 0, sizeof a);
    a.sin_family = AF_INET;
    a.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0 || bind(fd, (struct sockaddr *)&a, sizeof a) < 0 || listen(fd, 5) < 0) {
      perror("listen");
      _exit(1);
    }
  }
}

int main(int argc, char **argv) {
  if (argc != 4) {
    fprintf(stderr, "usage: %s LISTENERS PROCESSES SECONDS\n", argv[0]);
    return 2;
  }
  int sockets = atoi(argv[1]), processes = atoi(argv[2]), seconds = atoi(argv[3]);
  int ready[2];
  if (pipe(ready) < 0) return 1;
  for (int i = 0; i < processes; i++) {
    pid_t child = fork();
    if (child < 0) {
      perror("fork");
      return 1;
    }
    if (child > 0) continue;
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    alarm(seconds);
    listen_on(sockets / processes + (i < sockets % processes));
    if (write(ready[1], "r", 1) != 1) _exit(1);
    for (;;) pause();
  }
  alarm(seconds);
  for (int i = 0; i < processes; i++) {
    char c;
    if (read(ready[0], &c, 1) != 1) return 1;
  }
  puts("ready");
  fflush(stdout);
  struct pollfd in = {0, POLLIN, 0};
  char c;
  while (poll(&in, 1, -1) >= 0 && read(0, &c, 1) > 0) {
  }
  return 0; /* the children get SIGKILL by PDEATHSIG */
}
