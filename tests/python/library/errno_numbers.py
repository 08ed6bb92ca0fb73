# errno and the exceptions that follow from it.
import errno
print(errno.ENOENT, errno.EEXIST, errno.EACCES, errno.EINVAL, errno.EIO, errno.EBADF, errno.EAGAIN, errno.ENOMEM, errno.EISDIR, errno.EPERM, errno.ENODEV)
print(errno.errorcode[errno.ENOENT], errno.errorcode[errno.EINVAL], type(errno.errorcode).__name__)
for code in (errno.ENOENT, errno.EEXIST, errno.EACCES, errno.EPERM, errno.EISDIR, errno.ENOTDIR, errno.ETIMEDOUT, errno.ECONNREFUSED, errno.EINVAL, errno.EPIPE, errno.ECONNRESET):
    e = OSError(code, "text")
    print(type(e).__name__, e.errno, e.strerror, e.filename, e.args, str(e))
e = OSError(errno.ENOENT, "text", "name.txt")
print(type(e).__name__, e, e.filename, e.args, OSError("only"), OSError("only").errno, OSError(), OSError(1, 2, 3, 4, 5).args, IOError is OSError)
try:
    raise OSError(errno.EEXIST, "there")
except FileExistsError as ex:
    print("caught", ex.errno == errno.EEXIST)
