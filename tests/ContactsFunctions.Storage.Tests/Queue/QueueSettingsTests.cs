using ContactsFunctions.LocalHost.Queues;

namespace ContactsFunctions.Storage.Tests.Queue;

public sealed class QueueSettingsTests
{
    [Fact]
    public void What_is_set_is_taken()
    {
        var settings = QueueSettings.Parse("""
            { "version": "2.0", "extensions": { "http": {}, "queues": { "batchSize": 4, "newBatchThreshold": 1, "maxDequeueCount": 7, "visibilityTimeout": "00:00:09", "other": [] } } }
            """);
        Assert.Equal(new QueueSettings { BatchSize = 4, NewBatchThreshold = 1, MaxDequeueCount = 7, VisibilityTimeout = TimeSpan.FromSeconds(9) }, settings);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{ "extensions": {} }""")]
    [InlineData("""{ "extensions": { "queues": {} } }""")]
    public void What_is_left_out_is_as_the_Functions_host_has_it(string hostJson)
    {
        Assert.Equal(new QueueSettings { BatchSize = 16, NewBatchThreshold = 8, MaxDequeueCount = 5, VisibilityTimeout = TimeSpan.Zero }, QueueSettings.Parse(hostJson));
    }

    [Fact]
    public void The_threshold_is_half_a_batch_unless_set() =>
        Assert.Equal(3, QueueSettings.Parse("""{ "extensions": { "queues": { "batchSize": 6 } } }""").NewBatchThreshold);

    [Theory]
    [InlineData("batchSize", "0")]
    [InlineData("batchSize", "33")]
    [InlineData("batchSize", "\"4\"")]
    [InlineData("newBatchThreshold", "-1")]
    [InlineData("maxDequeueCount", "0")]
    [InlineData("visibilityTimeout", "5")]
    [InlineData("visibilityTimeout", "\"soon\"")]
    public void What_the_Functions_host_refuses_is_refused(string name, string value) =>
        Assert.Throws<FormatException>(() => QueueSettings.Parse($$"""{ "extensions": { "queues": { "{{name}}": {{value}} } } }"""));
}
