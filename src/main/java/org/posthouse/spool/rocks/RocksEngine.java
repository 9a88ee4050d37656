package org.posthouse.spool.rocks;

import module java.base;

import org.posthouse.spool.InUse;
import org.posthouse.spool.SpoolSettings;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.IndexType;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksObject;

/// Opens RocksDB in a directory, with settings that keep its memory small and its log whole.
final class RocksEngine implements Store.Engine {
    private static final int KIB = 1 << 10;
    private static final int MIB = 1 << 20;

    private static final long LOG = 64 * MIB; // of changes, replayed at the next start

    /// What one table keeps in memory at the most: more than the log can have, so that no table is
    /// written while the log is replayed. That would need room on a disk that may be full. While we
    /// work, `write-buffer` limits all tables together.
    private static final long REPLAYED = 2 * LOG;

    /// For the same reason, the limit of all tables together waits until the log is replayed.
    private static final Properties ONLY_BY_NAME = new Properties();

    static {
        ONLY_BY_NAME.setProperty("enforce_write_buffer_manager_during_recovery", "false");
    }

    private static final int OPEN_FILES = 256;
    private static final int BLOCK = 8 * KIB; // larger than the default 4 KiB: half the index
    private static final int BLOB = 512; // octets from which a value leaves the sorted tables
    private static final int BLOB_FILE = 32 * MIB;
    private static final double BLOB_AGE = 0.5; // the older half is cleared of what is gone
    private static final int ARENA = 256 * KIB; // a buffer's growth: 4 MiB otherwise, in each table
    private static final int BLOOM_BITS = 10; // a false find in a hundred

    /// The cache's parts, as a power of two. By default there are 64, each smaller than the filter
    /// of one large table, which was then read from the disk again for every find.
    private static final int CACHE_SHARD_BITS = 1;

    /// Locked while one opens. RocksDB looks at its own lock only after it has put the logs of
    /// before aside, and of two that do this at once one fails, be it the one that would have got
    /// the lock.
    private static final String OPENING = "OPENING";

    private final Path directory;
    private final SpoolSettings settings;

    RocksEngine(Path directory, SpoolSettings settings) {
        this.directory = directory;
        this.settings = settings;
    }

    @Override
    public Store open() throws IOException {
        RocksDB.loadLibrary();
        Files.createDirectories(directory);
        try (FileChannel opening =
                        FileChannel.open(
                                directory.resolve(OPENING),
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE);
                FileLock mine = opening.tryLock()) {
            if (mine == null) throw inUse();
            return openAlone();
        } catch (OverlappingFileLockException _) {
            throw inUse();
        }
    }

    private InUse inUse() {
        return new InUse("another process has " + directory + " open");
    }

    private Store openAlone() throws IOException {
        var held = new ArrayDeque<RocksObject>();
        var before = Leftovers.before(directory);
        try {
            var cache = held(held, new LRUCache(settings.cache(), CACHE_SHARD_BITS));
            var handles = new ArrayList<ColumnFamilyHandle>();
            RocksDB db =
                    RocksDB.open(
                            database(held), directory.toString(), tables(held, cache), handles);
            return new RocksStore(db, handles, held);
        } catch (RocksDBException e) {
            RocksStore.letGo(held);
            if (isLocked(e)) throw inUse();
            before.remove();
            throw RocksStore.failure("cannot open " + directory, e);
        }
    }

    /// RocksDB has a word of its own for most things, but not for this one.
    private static boolean isLocked(RocksDBException e) {
        String message = Objects.requireNonNullElse(e.getMessage(), "");
        return message.contains("lock ") && message.contains("/LOCK");
    }

    private DBOptions database(Deque<RocksObject> held) {
        return held(held, DBOptions.getDBOptionsFromProps(ONLY_BY_NAME))
                .setCreateIfMissing(true)
                .setCreateMissingColumnFamilies(true)
                .setDbWriteBufferSize(settings.writeBuffer())
                .setMaxTotalWalSize(LOG)
                .setAllowFAllocate(false) // what it takes ahead looks like room that is used
                .setAvoidFlushDuringRecovery(true) // a full disk must not keep us from opening
                .setMaxBackgroundJobs(2)
                .setMaxOpenFiles(OPEN_FILES)
                .setBytesPerSync(MIB) // a flush must not make the next commit wait for all of it
                .setAllowConcurrentMemtableWrite(false) // there is one writer
                .setEnableWriteThreadAdaptiveYield(false)
                .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
                .setKeepLogFileNum(2)
                .setMaxLogFileSize(MIB)
                .setMaxManifestFileSize(MIB)
                .setStatsDumpPeriodSec(0)
                .setStatsPersistPeriodSec(0);
    }

    private List<ColumnFamilyDescriptor> tables(Deque<RocksObject> held, Cache cache) {
        var format =
                new BlockBasedTableConfig()
                        .setBlockCache(cache)
                        .setBlockSize(BLOCK)
                        .setCacheIndexAndFilterBlocks(true)
                        // in pieces, of which the cache keeps those that are looked at
                        .setIndexType(IndexType.kTwoLevelIndexSearch)
                        .setPartitionFilters(true)
                        .setPinTopLevelIndexAndFilter(true)
                        .setPinL0FilterAndIndexBlocksInCache(true)
                        .setFilterPolicy(held(held, new BloomFilter(BLOOM_BITS)));
        return Stream.of(Table.values())
                .map(
                        table -> {
                            var options = held(held, new ColumnFamilyOptions());
                            options.setTableFormatConfig(format)
                                    .setCompressionType(CompressionType.LZ4_COMPRESSION)
                                    .setWriteBufferSize(Math.max(REPLAYED, settings.writeBuffer()))
                                    .setArenaBlockSize(ARENA);
                            if (table == Table.CONTENT) apart(options);
                            return new ColumnFamilyDescriptor(table.octets(), options);
                        })
                .toList();
    }

    /// Contents lie in files of their own, so that the tables are not copied with them again and
    /// again.
    private static void apart(ColumnFamilyOptions options) {
        options.setEnableBlobFiles(true)
                .setMinBlobSize(BLOB)
                .setBlobFileSize(BLOB_FILE)
                .setBlobCompressionType(CompressionType.LZ4_COMPRESSION)
                .setEnableBlobGarbageCollection(true)
                .setBlobGarbageCollectionAgeCutoff(BLOB_AGE);
    }

    private static <T extends RocksObject> T held(Deque<RocksObject> held, T object) {
        held.push(object);
        return object;
    }
}
